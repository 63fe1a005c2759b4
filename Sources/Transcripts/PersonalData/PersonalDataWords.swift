/// Words before a number or a name that tell what it is.
struct PersonalDataWords: Sendable {
  /// What a number stands behind.
  enum Label: Int32 { case phone, account, order, idCard, bankCard }

  /// Labels, read backward from a number; the value is a `Label`.
  let labels: WordTable

  /// Words a person's name stands behind: 联系人, 户名.
  let nameLeads: [String]

  init(_ layouts: Layouts) {
    var words: [(word: String, value: Int32)] = []
    var leads = ["我叫", "名叫", "联系人", "户名"]
    func add(_ names: [String], as label: Label) {
      words += names.map { ($0, label.rawValue) }
    }
    for field in layouts.fields {
      switch field.field {
      case "account_no", "meter_no": add(field.names, as: .account)
      case "phone": add(field.names, as: .phone)
      case "contact", "customer_name": leads += field.names
      case let id? where id.contains("order"): add(field.names, as: .order)
      default: break
      }
    }
    add(["户号", "用户编号", "客户编号", "用电户号", "缴费号", "户头", "表号"], as: .account)
    add(["电话", "手机", "手机号", "号码", "联系方式", "座机", "致电", "拨打"], as: .phone)
    add(["工单号", "工单编号", "单号"], as: .order)
    add(["身份证", "身份证号", "身份证号码", "证件号", "证件号码"], as: .idCard)
    add(["银行卡", "银行卡号", "卡号", "银行账号"], as: .bankCard)
    labels = WordTable(words, backward: true)
    nameLeads = leads
  }
}
