export declare function cacheFolder(platform?: NodeJS.Platform, env?: NodeJS.ProcessEnv): string;
