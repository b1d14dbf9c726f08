using System.Collections.Generic;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The steps that one question may take, together with all the questions that it leads to, and the ways that lead back to one of these.</summary>
internal sealed class TraceBudget
{
    // Values that reach a label have a handful of steps behind them; cyclic and generated code has more.
    public const int MaximumSteps = 1000;

    private const int MaximumDepth = 160;

    private readonly List<object> returns = [];
    private int depth;

    /// <summary>The operations that were looked at.</summary>
    public int Steps { get; private set; }

    /// <summary>How often an answer was cut short, by the bounds or since it leads back to a question that is open: then it holds for that question only.</summary>
    public int Cuts { get; private set; }

    /// <summary>False once a bound is hit. Each step that begins also ends.</summary>
    public bool Begin()
    {
        if (depth >= MaximumDepth || Steps >= MaximumSteps)
        {
            Cuts++;
            return false;
        }
        depth++;
        Steps++;
        return true;
    }

    public void End() => depth--;

    public void Cut() => Cuts++;

    /// <summary>A way leads back to a question that is open (a write, a method, a parameter): it gives nothing that the question's other ways do not.</summary>
    public ValueOrigin Return(object question)
    {
        Cuts++;
        returns.Add(question);
        return ValueOrigin.Nothing;
    }

    /// <summary>The question is answered.</summary>
    public void Close(object question) => returns.RemoveAll(open => ReferenceEquals(open, question));

    /// <summary>How many ways lead back to questions that are open.</summary>
    public int Returns => returns.Count;

    /// <summary>An answer that is known already counts as if it were found again, so that nothing depends on who asked first. False where it would take too many steps.</summary>
    public bool Spend(int steps)
    {
        if (Steps + steps > MaximumSteps)
        {
            Cuts++;
            return false;
        }
        Steps += steps;
        return true;
    }
}
