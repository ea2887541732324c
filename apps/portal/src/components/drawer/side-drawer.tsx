import "../dialog/styles.ts";
import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { defineWords, useWords } from "../../app/i18n.ts";

const words = defineWords("drawer", { close: "Close" }, { close: "ปิด" });

/** Something opened from a page, beside it. */
export function SideDrawer({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const t = useWords(words);
  return (
    <Drawer opened onClose={onClose} size="lg" title={title} closeButtonProps={{ "aria-label": t("close") }}>
      {children}
    </Drawer>
  );
}
