/** Why a video gave no frames. */
export type RefusalReason = "no_decoder" | "no_video" | "too_many_pixels" | "too_slow" | "undecodable";

/** Ends the reading of a video. */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.name = "Refusal";
    this.reason = reason;
  }
}
