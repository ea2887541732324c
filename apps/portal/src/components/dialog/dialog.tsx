import "./styles.ts";

export { Modal as Dialog } from "@mantine/core";
