// The page's policy forbids code that is made while it runs. zod reads this when it is loaded, and the shell need not load it.
(globalThis as { __zod_globalConfig?: object }).__zod_globalConfig = { jitless: true };

export {};
