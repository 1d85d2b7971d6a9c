export function GroupsView(_: object) {
  return null
}
