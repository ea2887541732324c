/** Why the witness does not start, in words for whoever runs it. */
export class StartError extends Error {
  override readonly name = "StartError";
}
