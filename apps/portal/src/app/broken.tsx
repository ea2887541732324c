import { ErrorState } from "../components/states/states.tsx";

/** In the place of a page that failed, the rest of the portal stays. */
export function Broken({ error }: { error: unknown }) {
  return <ErrorState error={error} onRetry={() => location.reload()} />;
}
