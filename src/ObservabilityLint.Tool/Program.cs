using ObservabilityLint.Tool.Commands;

return await CommandLine.RunAsync(args);
