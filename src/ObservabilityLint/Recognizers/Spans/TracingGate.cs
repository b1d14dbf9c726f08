using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether a compilation has to do with spans at all, told without binding anything. Tracing is often set up in another project than the one whose code runs under its spans.</summary>
internal static class TracingGate
{
    /// <summary>A compilation without any of these, and without the references below, starts no span, and none is started around its code.</summary>
    private static readonly TextWords Words = new("ActivitySource", "StartActivity", "new Activity", "Activity.Current", "WithTracing", "StartActiveSpan");

    /// <summary>Code runs under a span only where it, or a caller, starts one or is called by a framework that does.</summary>
    private static readonly TextWords SurroundingWords = new(
        "StartActivity", "CreateActivity", "Activity(", "Activity.Current", "StartActiveSpan", "StartSpan", "StartRootSpan", "HttpContext", "Controller", "PageModel", "ServerCallContext", "Hub", "Handler", "Consumer", "IConsume", "IHandle", "IJob", "Function", "CapSubscribe",
        "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback", ".Map(", ".Run(", ".Use(");

    /// <summary>Suppressing the flow of the execution context does harm in any program, traced or not.</summary>
    private static readonly TextWords SuppressionWords = new("SuppressFlow");

    /// <summary>Spans may be current while the code of the compilation runs.</summary>
    public static bool IsOpen(Compilation compilation, CancellationToken cancellation)
        => compilation.Defines(Activities.Namespace + ".ActivitySource") && (IsTracedByReference(compilation) || Mentions(compilation.SyntaxTrees, Words, cancellation));

    /// <summary>Some code in sight may start a span around other code, or be called under one.</summary>
    public static bool MayBeUnderSpans(Compilation compilation, CancellationToken cancellation) => Mentions(Sources.TreesInSight(compilation), SurroundingWords, cancellation);

    /// <summary>The flow of the execution context is suppressed somewhere, or in a method of another project of the solution.</summary>
    public static bool SuppressesFlow(Compilation compilation, CancellationToken cancellation) => Mentions(Sources.TreesInSight(compilation), SuppressionWords, cancellation);

    /// <summary>OpenTelemetry, or a part of it, is among the references.</summary>
    public static bool IsExportedByOpenTelemetry(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
            if (IsOpenTelemetry(reference.Name)) return true;
        return false;
    }

    private static bool IsOpenTelemetry(string assembly) => assembly == "OpenTelemetry" || assembly.StartsWith("OpenTelemetry.", StringComparison.Ordinal);

    /// <summary>The SDK or its instrumentations (references of references are among those of the compilation), or a framework that starts a span around each request.</summary>
    private static bool IsTracedByReference(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
            if (reference.Name == "Microsoft.AspNetCore.Hosting" || IsOpenTelemetry(reference.Name)) return true;
        return false;
    }

    private static bool Mentions(IEnumerable<SyntaxTree> trees, TextWords words, CancellationToken cancellation)
    {
        foreach (var tree in trees)
            if (CallIndex.Of(tree).MentionsAny(words, cancellation)) return true;
        return false;
    }
}
