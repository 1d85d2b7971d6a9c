import { readPolicy } from './policy.ts'

/** The policy that the browser enforces, each line in plain words. */
export function PolicyPart() {
  const lines = readPolicy(policyOfPage())
  if (lines.length === 0)
    return (
      <p className="privacy__text">
        The page has no policy here. A built page has one; this looks like the development server.
      </p>
    )
  return (
    <>
      <p className="privacy__text">
        The page carries this policy in itself, and the browser refuses whatever goes against it, whichever
        program asks.
      </p>
      <table className="privacy__table" aria-label="Content security policy">
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">In words</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ directive, sources, words }) => (
            <tr key={directive}>
              <th scope="row">
                <code>
                  {directive} {sources}
                </code>
              </th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="privacy__text">
        A policy in a page does not reach its background workers. Each of them therefore takes every means of
        asking a server away from itself before it does anything else. A policy that the server sends on top
        cannot be read from here; it can only be stricter.
      </p>
    </>
  )
}

function policyOfPage(): string {
  const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]')
  return meta?.getAttribute('content') ?? ''
}
