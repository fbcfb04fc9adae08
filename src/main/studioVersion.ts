import manifest from "../../package.json" with { type: "json" };

export const studioVersion: string = manifest.version;
