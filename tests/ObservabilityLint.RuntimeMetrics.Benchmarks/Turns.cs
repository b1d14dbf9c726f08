using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>Runs the benchmarks of a case in turns, a slice of each again and again, and takes the best slice of each: what else the machine does meanwhile troubles all of them alike.</summary>
internal static class Turns
{
    private const int Rounds = 60;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(5), WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Prints a line for each benchmark: its time, its share of the base line's, and what it allocates.</summary>
    /// <param name="filter">A part of the names of cases; empty for all.</param>
    public static async Task RunAsync(string filter)
    {
        Console.WriteLine("| case | benchmark | time | ratio | allocated |\n|---|---|---|---|---|");
        foreach (var one in Case.Types.SelectMany(Case.Of).Where(one => one.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            await one.SetUpAsync();
            var benchmarks = one.Benchmarks.Select(method => new Turn(one, method)).ToList();
            foreach (var benchmark in benchmarks) await benchmark.WarmUpAsync(WarmUp, Slice);
            for (var round = 0; round < Rounds; round++)
                foreach (var benchmark in benchmarks) await benchmark.TakeAsync();
            await one.CleanUpAsync();
            foreach (var benchmark in benchmarks)
                Console.WriteLine(FormattableString.Invariant($"| {one.Name} | {benchmark.Name} | {Text(benchmark.Best)} | {benchmark.Best / benchmarks[0].Best:0.00} | {benchmark.Bytes:#,0} B |"));
        }
    }

    private static string Text(double nanoseconds) => FormattableString.Invariant(nanoseconds switch
    {
        < 1e3 => $"{nanoseconds:0.0} ns",
        < 1e6 => $"{nanoseconds / 1e3:0.0} µs",
        _ => $"{nanoseconds / 1e6:0.00} ms",
    });

    private sealed class Turn
    {
        private readonly Func<int, Task> call;
        private readonly int operations;
        private int calls = 1;

        public Turn(Case one, MethodInfo method)
        {
            var benchmark = method.GetCustomAttribute<BenchmarkAttribute>()!;
            (call, operations, Name) = (one.CallsOf(method), benchmark.OperationsPerInvoke, benchmark.Description ?? method.Name);
        }

        public string Name { get; }

        /// <summary>Nanoseconds of one operation, in the best slice.</summary>
        public double Best { get; private set; } = double.MaxValue;

        /// <summary>Bytes that one operation allocates, in the best slice; the runtime counts those of all threads.</summary>
        public double Bytes { get; private set; } = double.MaxValue;

        /// <summary>Until it is compiled as well as it will be, and it is known how often it fits into a slice.</summary>
        public async Task WarmUpAsync(TimeSpan time, TimeSpan slice)
        {
            var began = Stopwatch.GetTimestamp();
            do
            {
                var took = await CallAsync();
                if (took < slice / 2) calls *= 2;
            }
            while (Stopwatch.GetElapsedTime(began) < time);
        }

        public async Task TakeAsync()
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var took = await CallAsync();
            Bytes = Math.Min(Bytes, Math.Floor((double)(GC.GetTotalAllocatedBytes(precise: true) - before) / calls / operations));
            Best = Math.Min(Best, took.TotalNanoseconds / calls / operations);
        }

        private async Task<TimeSpan> CallAsync()
        {
            var began = Stopwatch.GetTimestamp();
            await call(calls);
            return Stopwatch.GetElapsedTime(began);
        }
    }
}
