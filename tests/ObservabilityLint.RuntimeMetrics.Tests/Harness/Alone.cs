namespace ObservabilityLint.RuntimeMetrics.Tests.Harness;

/// <summary>
/// For tests of what the whole process has or does, after all others and one after the other. Others open descriptors and start threads meanwhile; and a bridge of theirs that does not know its options yet
/// listens to every instrument, on the thread that measures, and copies the tags.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
