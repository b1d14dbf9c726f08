using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ObservabilityLint.Tests.Harness;

/// <summary>
/// The fixes of one choice. The test library tells actions apart by their keys, but the best one of each diagnostic goes by the key of the rule, whichever choice it is.
/// </summary>
internal sealed class ChosenFix(CodeFixProvider fix, string choice) : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => fix.FixableDiagnosticIds;

    public override FixAllProvider? GetFixAllProvider() => fix.GetFixAllProvider();

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
            if (await FixRunner.ActionAsync(context.Document.Project, diagnostic, choice) is { } action)
                context.RegisterCodeFix(action, diagnostic);
    }
}
