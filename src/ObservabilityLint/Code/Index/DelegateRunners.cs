using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The names of the functions that may run a delegate apart which their caller gives them, by their texts alone: they take one, and schedule something, or call such a function of their file. Remembered for each file.</summary>
internal static class DelegateRunners
{
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> ByFile = new();

    /// <summary>What schedules, or waits for something while nobody waits for the function.</summary>
    private static readonly string[] Scheduling = ["async Task", "Task.Run", "async void", "StartNew", "QueueUserWorkItem", "new Task", "new Thread", "new Timer", "Timer ", "CreateTimer", "async ValueTask", "_ = "];

    private static readonly TextWords Words = new(Scheduling);
    private static readonly NamedWords Places = new(Scheduling, isKept: true);

    /// <summary>Those of all files in sight.</summary>
    public static HashSet<string> In(Compilation compilation, CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        foreach (var project in Sources.InSight(compilation))
            foreach (var tree in WordFiles.In(project, cancellation).WithAny(Words, cancellation))
            {
                if (!ByFile.TryGetValue(tree, out var ofFile)) ofFile = ByFile.GetValue(tree, t => Read(t, cancellation));
                names.UnionWith(ofFile);
            }
        return names;
    }

    /// <summary>Where a file calls one of them with something that may be a delegate, and neither awaits nor returns what it gives.</summary>
    public static IEnumerable<int> CallsIn(SyntaxTree tree, HashSet<string> names, CancellationToken cancellation)
    {
        if (names.Count == 0) yield break;
        foreach (var call in CallIndex.Of(tree).CallsOf(names, cancellation))
            if (call.Node is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax or AssignmentExpressionSyntax or EqualsValueClauseSyntax, ArgumentList.Arguments: var arguments } && arguments.Any(static argument => MayBeDelegate(argument.Expression))) yield return call.Node.SpanStart;
    }

    /// <summary>A lambda, or the name of a method.</summary>
    private static bool MayBeDelegate(ExpressionSyntax given) => given is AnonymousFunctionExpressionSyntax || TypeNames.Called(given) is { Length: > 0 } name && char.IsUpper(name[0]);

    private static HashSet<string> Read(SyntaxTree tree, CancellationToken cancellation)
    {
        var (names, open) = (new HashSet<string>(), new Queue<string>());
        var (index, root) = (CallIndex.Of(tree), tree.GetRoot(cancellation));
        foreach (var position in index.PositionsOf(Places, cancellation)) Add(root.FindToken(position).Parent);
        while (open.Count > 0)
            foreach (var call in index.CallsOf([open.Dequeue()], cancellation)) Add(call.Node);
        return names;

        void Add(SyntaxNode? place)
        {
            for (var node = place; node is not (null or BaseTypeDeclarationSyntax); node = node.Parent)
                if (NameOf(node) is { } name && names.Add(name)) open.Enqueue(name);
        }
    }

    private static string? NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method when TakesDelegate(method.ParameterList) => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local when TakesDelegate(local.ParameterList) => local.Identifier.ValueText,
        _ => null,
    };

    private static bool TakesDelegate(ParameterListSyntax parameters)
    {
        foreach (var parameter in parameters.Parameters)
            if (TypeNames.Bare(parameter.Type) is "Action" or "Func" or "ThreadStart" or "WaitCallback" or "TimerCallback") return true;
        return false;
    }
}
