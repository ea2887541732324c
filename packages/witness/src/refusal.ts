/** A no that tlog-witness knows, by its HTTP status. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: 400 | 403 | 404 | 409 | 422;
  /** With 409: the tree that the witness goes on from. */
  readonly size: number | undefined;
  /** The log signed what contradicts what it signed before: somebody should look. */
  readonly isEvidence: boolean;

  constructor(status: Refusal["status"], message: string, { size, isEvidence = false }: { size?: number; isEvidence?: boolean } = {}) {
    super(message);
    this.status = status;
    this.size = size;
    this.isEvidence = isEvidence;
  }
}
