using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Benchmarks;

/// <summary>
/// Compiles as csc does: a driver hangs on the compilation's events, analyzers run while the same compilation is bound and emitted.
/// That driver is not public. <c>CompilationWithAnalyzers</c>, which is, binds everything once more for its analyzers, but nothing at all for an empty one:
/// it would charge the rules for a bind that every compile does anyhow.
/// </summary>
internal static class CompilerDriver
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Type Driver = Of("Microsoft.CodeAnalysis.Diagnostics.AnalyzerDriver");
    private static readonly MethodInfo Attach = Driver.GetMethods(Any).Single(method => method.Name == "CreateAndAttachToCompilation" && method.GetParameters()[4].Name == "addExceptionDiagnostic");
    private static readonly MethodInfo GetDiagnostics = Driver.GetMethod("GetDiagnosticsAsync", Any)!;
    private static readonly ConstructorInfo NewManager = Of("Microsoft.CodeAnalysis.Diagnostics.AnalyzerManager").GetConstructor(Any, [typeof(ImmutableArray<DiagnosticAnalyzer>)])!;

    private static readonly PropertyInfo ExecutionTimes = Driver.GetProperty("AnalyzerExecutionTimes", Any)!;

    /// <summary>The number of findings, and the time spent in the analyzers' own code; throws if the code does not compile or an analyzer crashes.</summary>
    public static (int Findings, TimeSpan InAnalyzers) Compile(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        object? driver = null;
        if (!analyzers.IsEmpty)
        {
            object?[] arguments =
            [
                compilation, analyzers, new AnalyzerOptions([], new BuildOptions()), NewManager.Invoke([analyzers]), new Action<Diagnostic>(Throw),
                true, Enum.ToObject(Attach.GetParameters()[6].ParameterType, 0), false, null, CancellationToken.None,
            ];
            driver = Attach.Invoke(null, arguments);
            compilation = (Compilation)arguments[8]!;
        }
        var result = compilation.Emit(Stream.Null);
        if (!result.Success) Throw(result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        if (driver is null) return (0, TimeSpan.Zero);
        var findings = ((Task<ImmutableArray<Diagnostic>>)GetDiagnostics.Invoke(driver, [compilation, CancellationToken.None])!).GetAwaiter().GetResult().Length;
        var times = (ImmutableDictionary<DiagnosticAnalyzer, TimeSpan>)ExecutionTimes.GetValue(driver)!;
        return (findings, times.Values.Aggregate(TimeSpan.Zero, (sum, time) => sum + time));
    }

    private static void Throw(Diagnostic diagnostic) => throw new InvalidOperationException(diagnostic.ToString());

    private static Type Of(string name) => typeof(Compilation).Assembly.GetType(name, throwOnError: true)!;
}
