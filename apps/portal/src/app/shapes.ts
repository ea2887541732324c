import { config } from "zod/v4/core";

// The page's policy forbids code that is made while it runs. This is told before the first shape exists.
config({ jitless: true });
