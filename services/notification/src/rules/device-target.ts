import { type FieldError, inputWords } from "@oneheart/contracts";

type Target = { kind: "expo"; token: string } | { kind: "web"; endpoint: string };

// The two forms of https://docs.expo.dev/push-notifications: bracketed, and a bare UUID.
const expoToken = /^(?:Expo(?:nent)?PushToken\[[^\]\s]+\]|[a-z\d]{8}(?:-[a-z\d]{4}){3}-[a-z\d]{12})$/i;

/** What is wrong with a push target that no push service could have given out. */
export function targetErrors(target: Target): FieldError[] {
  if (target.kind === "expo") return expoToken.test(target.token) ? [] : [{ path: "target.token", message: inputWords.not_an_expo_token }];
  const url = new URL(target.endpoint);
  const named = /\.[a-z]/i.test(url.hostname) && !url.hostname.startsWith("[");
  if (url.protocol === "https:" && url.username === "" && url.password === "" && named) return [];
  return [{ path: "target.endpoint", message: inputWords.not_a_push_service }];
}
