import type { Vault } from "@oneheart/kernel";

const purpose = "device_token";

/** What a device keeps to be known by at its next log-in. It opens nothing: it only says with which session the device was used. */
export function deviceToken(vault: Vault, account_id: string, session_id: string): string {
  return vault.seal(`${account_id} ${session_id}`, purpose);
}

/** The session of a device's token; undefined for one that was not made here or is another account's. */
export function sessionOfDevice(vault: Vault, token: string, account_id: string): string | undefined {
  try {
    const [account, session] = vault.open(token, purpose).split(" ");
    return account === account_id ? session : undefined;
  } catch {
    return undefined;
  }
}
