import { type CallInput, type Operation, parseRoute } from "@oneheart/contracts";
import { useLanguage } from "./i18n.ts";
import { usePortal } from "./portal-context.tsx";

/** Gives the person a file that an operation answers. Links cannot: the access token lies in this page alone. */
export function useSaveFile(): <O extends Operation>(operation: O, input: CallInput<O>, name: string) => Promise<void> {
  const { session } = usePortal();
  const language = useLanguage();
  return async (operation, input, name) => {
    const query = new URLSearchParams(
      Object.entries(input as Record<string, unknown>).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    );
    const headers = { authorization: `Bearer ${await session.token()}`, "accept-language": language };
    const response = await fetch(`${parseRoute(operation.route!).path}?${query}`, { headers });
    if (!response.ok) throw await refusalOf(response);
    const url = URL.createObjectURL(await response.blob());
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
  };
}

/** As `useTrouble` reads it. */
async function refusalOf(response: Response): Promise<Error> {
  const problem = (await response.json().catch(() => ({}))) as { code?: string };
  return Object.assign(new Error(problem.code), { status: response.status, code: problem.code ?? "", problem });
}
