/**
 * A function that works out each answer once, and keeps it as long as the value that it is about. For answers that
 * depend on nothing else.
 */
// @__NO_SIDE_EFFECTS__
export function once<Of extends object, Answer>(answer: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, Kept<Answer>>()
  return (of) => {
    let kept = known.get(of)
    if (!kept) known.set(of, (kept = { answer: answer(of) }))
    return kept.answer
  }
}

/** The same for an answer about a value among others, which is kept as long as they are. */
// @__NO_SIDE_EFFECTS__
export function oncePer<Of, Among extends object, Answer>(
  answer: (of: Of, among: Among) => Answer,
): (of: Of, among: Among) => Answer {
  const answers = once<Among, Map<Of, Kept<Answer>>>(() => new Map())
  return (of, among) => {
    const known = answers(among)
    let kept = known.get(of)
    if (!kept) known.set(of, (kept = { answer: answer(of, among) }))
    return kept.answer
  }
}

/** In a box, so that `undefined` is an answer too. */
interface Kept<Answer> {
  readonly answer: Answer
}
