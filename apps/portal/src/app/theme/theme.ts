import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The shades are never seen: every colour comes from a role in tokens.css. */
const brand: MantineColorsTuple = [
  "#fbedf2",
  "#f3d2dd",
  "#e8a9bf",
  "#dc7e9f",
  "#cf5680",
  "#bd3566",
  "#a31d4b",
  "#861540",
  "#6a1033",
  "#4f0b26",
];

/** What stands on the brand's colour is dark in the dark theme, where that colour is light. */
const filledInk = (_theme: unknown, { variant = "filled" }: { variant?: string }) => ({
  root: variant === "filled" ? { "--button-color": "var(--on-brand)" } : {},
});

/** The head of a dialog is no second head of the page. */
const noBanner = { header: { role: "presentation" } };

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: 6,
  colors: { brand },
  defaultRadius: 8,
  respectReducedMotion: true,
  components: {
    Button: { vars: filledInk },
    // The scroll lock and the transitions of overlays would write styles into the page, which the policy refuses.
    Modal: { defaultProps: { lockScroll: false, centered: true, radius: 14, attributes: noBanner } },
    Drawer: { defaultProps: { lockScroll: false, position: "right", attributes: noBanner } },
  },
});
