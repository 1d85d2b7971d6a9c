import { Button, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { resetCut, setCutBy } from '../../../state/actions/cut.ts'
import { suggestionsOf, tailAt, TOO_FEW_PEAKS } from '../../../state/cut-suggestions.ts'
import { scoreRange } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import { formatNumberOf, formatShare } from '../../controls/amounts.ts'
import { formatCount, formatNumber, formatRows, formatScore } from '../../plots/format.ts'
import { ScoreCurve } from './score-curve.tsx'
import type { ThresholdWayProps } from './threshold-way.ts'

const RISKS = [0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00001]

/** What the scores themselves suggest, with an honest answer where they suggest nothing. */
export function Suggestions({ ranking, dataset }: ThresholdWayProps) {
  const choice = useApp((state) => state.cutChoice)
  const [risk, setRisk] = useKept(dataset, 'threshold risk', choice.by === 'tail' ? choice.risk : 0.001)
  const { peaks, knee, kneeTells } = suggestionsOf(ranking)
  const tail = tailAt(ranking, risk)
  const proposed = ranking.defaultCut
  const [low, high] = scoreRange(ranking)
  const score = (value: number) => formatScore(value, high - low)
  const flagTail = (next: number) => {
    const found = tailAt(ranking, next)
    if (found) setCutBy({ by: 'tail', risk: next }, found.cut)
  }
  const marks = [
    { cut: proposed.cut, name: 'proposed', isTold: proposed.standsOut },
    { cut: tail?.cut ?? 0, name: 'tail', isTold: tail?.standsOut ?? false },
    { cut: knee?.cut ?? 0, name: 'bend', isTold: kneeTells },
  ].flatMap(({ cut, name, isTold }) => {
    const row = ranking.order[cut - 1]
    return isTold && row !== undefined ? [{ cut, name, value: ranking.scores[row]! }] : []
  })
  return (
    <>
      <ul className="suggestions">
        <Suggestion name="Proposed" told={proposed.standsOut} cut={proposed.cut} onFlag={resetCut}>
          {proposed.explanation}
        </Suggestion>
        <Suggestion
          name="Tail of the scores"
          told={tail?.standsOut ?? false}
          cut={tail?.cut ?? null}
          onFlag={() => flagTail(risk)}
          controls={
            <NativeSelect
              size="xs"
              aria-label="Chance that an ordinary row is above the line"
              value={String(risk)}
              disabled={peaks === null}
              onChange={({ currentTarget: { value } }) => {
                setRisk(Number(value))
                if (choice.by === 'tail') flagTail(Number(value))
              }}
              data={[...new Set([...RISKS, risk])].map((value) => ({
                value: String(value),
                label: `1 row in ${formatCount(Math.round(1 / value))}`,
              }))}
            />
          }
        >
          {peaks === null
            ? TOO_FEW_PEAKS
            : tail === null
              ? `This risk reaches below the ${formatRows(peaks.peaks)} that the tail is told from: choose a smaller one.`
              : `Going by the tail of the ordinary rows (${formatRows(peaks.peaks)} from ${score(peaks.from)} up), about ${formatNumber(tail.expected, 2)} of them would score ${score(tail.score)} or more; ${formatNumberOf(tail.cut, 'row')} ${tail.cut === 1 ? 'does' : 'do'}. ${shapeWords(peaks.tail.shape)}${tail.standsOut ? '' : ' Nothing stands out from that.'}`}
        </Suggestion>
        <Suggestion
          name="Bend of the scores"
          told={kneeTells}
          cut={knee?.cut ?? null}
          onFlag={knee ? () => setCutBy({ by: 'knee' }, knee.cut) : null}
          canFlag={kneeTells}
        >
          {knee === null
            ? 'The scores fall evenly: there is no bend.'
            : kneeTells
              ? `The scores fall steeply over the first ${formatRows(knee.cut)}, then evenly.`
              : `Nothing stands out: the scores bend most after ${formatRows(knee.cut)} (${formatShare(knee.cut / ranking.order.length)}), but every ranking bends somewhere.`}
        </Suggestion>
      </ul>
      <ScoreCurve ranking={ranking} marks={marks} />
    </>
  )
}

function shapeWords(shape: number): string {
  if (shape > 0.05) return 'The tail is heavy: very high scores are to be expected now and then.'
  return shape < -0.05 ? 'The tail ends soon.' : 'The tail falls evenly.'
}

interface SuggestionProps {
  readonly name: string
  /** Whether rows stand out there. */
  readonly told: boolean
  readonly cut: number | null
  readonly onFlag: (() => void) | null
  readonly canFlag?: boolean
  readonly controls?: ReactNode
  readonly children: ReactNode
}

function Suggestion({ name, told, cut, onFlag, canFlag = true, controls, children }: SuggestionProps) {
  const now = useApp((state) => state.cut)
  return (
    <li className="suggestion" aria-label={name}>
      <h3 className="suggestion__name">{name}</h3>
      <span className="suggestion__verdict" data-told={told || undefined}>
        {told ? 'stands out' : 'nothing stands out'}
      </span>
      <p className="suggestion__why">{children}</p>
      <div className="suggestion__do">
        {controls}
        {cut !== null && onFlag && (
          <Button size="xs" variant="default" disabled={!canFlag || now === cut} onClick={onFlag}>
            {cut === 0 ? 'Flag nothing' : `Flag ${formatRows(cut)}`}
          </Button>
        )}
      </div>
    </li>
  )
}
