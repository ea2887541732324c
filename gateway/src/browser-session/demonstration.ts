/** Somebody as whom a visitor of a demonstration may log in. */
interface DemonstrationAccount {
  username: string;
  role: string;
}

/** The accounts of a demonstration, which the sign-in page offers by name. */
export interface Demonstration {
  /** Nobody before the demonstration is there. */
  accounts(): Promise<readonly DemonstrationAccount[]>;
  /** Undefined for anybody else, and where visitors may not log in with a click. */
  passwordOf(username: string): Promise<string | undefined>;
}
