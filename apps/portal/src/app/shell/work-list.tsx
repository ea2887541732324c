import type { Role } from "../navigation.ts";
import { workOf } from "../work-destinations.ts";
import { DestinationList } from "./destination-list.tsx";

/** Where somebody with this role works. In a chunk of its own: visitors need neither the names nor the signs. */
export function WorkList({ role, title, onChoose }: { role: Role; title: string; onChoose: () => void }) {
  return <DestinationList title={title} destinations={workOf(role)} onChoose={onChoose} />;
}
