/// Mistakes of a file or folder as a whole.
extension Explanations {
  static let files: [DiagnosticCode: DiagnosticExplanation] = [
    .missingFile: DiagnosticExplanation(
      what: "The rules folder, or `taxonomy.yaml` in it, is not there.",
      why: "Rules give labels, and the taxonomy declares them; without it nothing can be checked.",
      avoid: "Rules/\n  packs/outage.yaml",
      prefer: "Rules/\n  taxonomy.yaml\n  packs/outage.yaml"),
    .absentFile: DiagnosticExplanation(
      what:
        "`policy.yaml`, `cues.yaml` or `layouts.yaml` is not there, so built-in values are used.",
      why: "Without cues a denied outage counts like an outage; without layouts an order has no"
        + " sections. A folder copied by halves looks like this.",
      avoid: "Rules/\n  taxonomy.yaml\n  packs/",
      prefer: "Rules/\n  taxonomy.yaml\n  policy.yaml\n  cues.yaml\n  layouts.yaml\n  packs/"),
    .strayFile: DiagnosticExplanation(
      what: "A file looks like rules, but lies where nothing is read, or has another ending.",
      why: "Rules in it do nothing, and nobody notices.",
      avoid: "Rules/packs/outage.yml",
      prefer: "Rules/packs/outage.yaml"),
    .unreadableFile: DiagnosticExplanation(
      what: "A file of the rules folder cannot be opened.",
      why: "A set without one of its files would decide differently, so it is not loaded.",
      avoid: "-rw------- root  Rules/packs/outage.yaml",
      prefer: "-rw-r--r-- root  Rules/packs/outage.yaml"),
    .badSoftRow: DiagnosticExplanation(
      what: "A row of a soft table has not one weight for each label of its head, or repeats another.",
      why: "Soft tables are learned and read as a whole: a row that is left out shifts every order"
        + " a little, and nobody would see why.",
      avoid: "停电 0.25",
      prefer: "@⇥fault_repair⇥inquiry\n停电⇥25⇥-3"),
    .notUTF8: DiagnosticExplanation(
      what: "The file is not UTF-8. Windows editors often save as GBK, which they call ANSI.",
      why: "A file read with the wrong encoding turns every Chinese word into another one that"
        + " matches nothing. 请在编辑器里另存为 UTF-8。",
      avoid: "文件 → 另存为 → 编码: ANSI",
      prefer: "文件 → 另存为 → 编码: UTF-8"),
    .tooLarge: DiagnosticExplanation(
      what: "A file passes 1 MiB, 100,000 values or 32 levels of nesting.",
      why: "A file that grows while it is read could take all memory; no pack of people comes near"
        + " these bounds.",
      avoid: "lists:\n  电话: [一万个号码 …]",
      prefer: "lists/电话.txt, one meaning a line"),
    .badYAML: DiagnosticExplanation(
      what: "The file cannot be read as YAML. The place is where the reader noticed; the mistake is"
        + " often one line above.",
      why: "A file that is half understood would give half the rules, so none of it is taken.",
      avoid: "gives: {cause: lightning\nwhen:\n  - any: [雷击]",
      prefer: "gives: {cause: lightning}\nwhen:\n  - any: [雷击]"),
  ]
}
