using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Branches that do not come to what follows them, as their last statement tells: what follows is their alternative.</summary>
internal static class LeavingBranch
{
    public static bool Is(StatementSyntax branch)
        => (branch is BlockSyntax { Statements: [.., var last] } ? last : branch) is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax
            or YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldBreakStatement };
}
