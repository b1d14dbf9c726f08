using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;
using ObservabilityLint.Tests.Harness;
using TextReader = ObservabilityLint.Recognizers.TextReader;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>What recognizers find in a snippet.</summary>
internal static class RecognizedFacts
{
    /// <summary>Each fact of one kind as a text, in the order of the snippet, whatever the anchors say.</summary>
    public static async Task<string> InAsync<T>(string snippet, IContextRecognizer recognizer, Func<T, string> show) where T : class
    {
        var project = TestProject.Create(Markup.Parse(snippet, ""));
        await TestProject.AssertCompilesAsync(project);
        var found = new List<object>();
        foreach (var document in project.Documents.Where(document => document.Name != Snippet.UsingsFile))
        {
            var model = (await document.GetSemanticModelAsync())!;
            var texts = new TextReader(new VariableValues(model, CancellationToken.None));
            foreach (var root in Roots(model, (await document.GetSyntaxRootAsync())!))
                foreach (var operation in root.DescendantsAndSelf()) recognizer.Recognize(operation, texts, found);
        }
        return string.Join("; ", found.OfType<T>().Select(show));
    }

    private static IEnumerable<IOperation> Roots(SemanticModel model, SyntaxNode root)
        => root.DescendantNodesAndSelf().Select(node => model.GetOperation(node)).Where(operation => operation is { Parent: null }).Select(operation => operation!);
}
