using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Assignments to properties, in statements and in object initializers. Only those of a wanted name are bound.</summary>
internal static class PropertyWrites
{
    public static IEnumerable<(IPropertySymbol Property, ISimpleAssignmentOperation Assignment)> Of(string property, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var write in CallIndex.Of(model.SyntaxTree).Writes(property, cancellation))
            if (write.Node is AssignmentExpressionSyntax && model.GetOperation(write.Node, cancellation) is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var written } } assignment)
                yield return (written, assignment);
    }
}
