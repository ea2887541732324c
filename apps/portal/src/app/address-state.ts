import { useNavigate, useSearch } from "@tanstack/react-router";

/** A part of a page's state that is in its address, so that it can be linked: a filter, a tab, what is open. */
export function useAddressState(name: string): [string | undefined, (value: string | undefined) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const value = search[name];
  return [
    value === undefined ? undefined : String(value),
    (next) => void navigate({ to: ".", search: { ...search, [name]: next } as never, replace: true }),
  ];
}
