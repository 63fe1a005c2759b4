struct PersonalDataWords: Sendable {
  init(fieldNames: [String]) {}
}
