/** What one side writes for the other to judge: `vectors.json`. Hashes and bytes are base64. */
export interface Vectors {
  /** The log's key, and the seed it was made of. */
  readonly verifierKey: string;
  readonly signerKey: string;
  readonly witnessKey: string;
  /** Signed by the log, cosigned by the witness at `cosignedAt`. */
  readonly checkpoint: string;
  readonly origin: string;
  readonly cosignedAt: number;
  readonly inclusions: readonly Inclusion[];
  readonly consistencies: readonly Consistency[];
  readonly receipts: readonly Receipt[];
  /** Ed25519 signatures of every odd kind, with the writer's verdict; the bytes in hex. Only this package makes them. */
  readonly signatures?: readonly {
    readonly key: string;
    readonly message: string;
    readonly signature: string;
    readonly accepted: boolean;
    /** Of small order: refused here, whatever Go says. */
    readonly smallKey: boolean;
  }[];
  /** Notes, most of them malformed or forged, with the writer's verdict under verifierKey: the code of the refusal, or "". */
  readonly notes: readonly { readonly note: string; readonly refusal: string }[];
}

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leafHash: string;
  readonly root: string;
  readonly hashes: readonly string[];
}

export interface Consistency {
  readonly oldSize: number;
  readonly oldRoot: string;
  readonly size: number;
  readonly root: string;
  readonly hashes: readonly string[];
}

export interface Receipt {
  readonly entry: string;
  readonly proof: string;
}
