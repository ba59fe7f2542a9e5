import type { Site } from "galley";

export const site: Site = { url: "https://blog.example/", title: "Small Notes", language: "en" };
