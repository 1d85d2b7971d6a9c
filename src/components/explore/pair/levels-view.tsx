export function LevelsView(_: object) {
  return null
}
