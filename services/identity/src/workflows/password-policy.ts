import { commonError } from "@oneheart/kernel";
import { weaknessOf } from "../rules/weak-password.ts";

/** Throws `invalid_input` for a password that is easily guessed. `field` is where it stands in the input. */
export async function refuseWeakPassword(
  password: string,
  own: { username: string; email: string },
  field: "password" | "new_password" = "password",
): Promise<void> {
  // Loaded when it is asked for: the list takes several megabytes, and most processes never register anybody.
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const message = weaknessOf(password, dictionary["passwords-common"] as string[], own);
  if (message !== undefined) throw commonError("invalid_input", { fields: [{ path: field, message }] });
}
