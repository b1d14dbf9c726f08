namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>The branches of a template. Only one of a choice is there at a time, so that the template is read several times, until each branch has been there.</summary>
internal sealed class HelmBranches
{
    /// <summary>Nobody nests choices deeper than this, and each costs a reading.</summary>
    private const int MostReadings = 16;

    private readonly List<Choice> choices = [];

    /// <param name="actions">All actions of the template.</param>
    public HelmBranches(IReadOnlyList<HelmAction> actions)
    {
        var open = new Stack<Choice>();
        foreach (var action in actions)
            switch (action.Word)
            {
                case "if" or "with" or "range" or "define" or "block":
                    var choice = new Choice { IsOptional = action.Word is "if" or "with" or "range" };
                    (open.TryPeek(out var around) ? around.Branches[^1].Choices : choices).Add(choice);
                    choice.Branches.Add(new Branch(action.End));
                    open.Push(choice);
                    break;
                case "else" when open.TryPeek(out var current):
                    current.Branches[^1].End = action.Start;
                    current.Branches.Add(new Branch(action.End));
                    // What has a condition may not be there either.
                    current.IsOptional = action.Content != "else";
                    break;
                case "end" when open.TryPop(out var closed):
                    closed.Branches[^1].End = action.Start;
                    break;
            }
    }

    /// <summary>How often the template must be read.</summary>
    public int Readings => Math.Min(MostReadings, ReadingsOf(choices));

    /// <summary>What is not there in a reading: from one character to before another.</summary>
    public IReadOnlyList<(int From, int To)> LeftOut(int reading)
    {
        var ranges = new List<(int, int)>();
        LeaveOut(choices, reading, ranges);
        ranges.Sort();
        return ranges;
    }

    private static int ReadingsOf(List<Choice> choices) => choices.Count == 0 ? 1 : choices.Max(static choice => choice.Branches.Sum(static branch => ReadingsOf(branch.Choices)) + (choice.IsOptional ? 1 : 0));

    private static void LeaveOut(List<Choice> choices, int reading, List<(int From, int To)> ranges)
    {
        foreach (var choice in choices)
        {
            var left = reading;
            Branch? taken = null;
            foreach (var branch in choice.Branches)
            {
                if (taken is null && left < ReadingsOf(branch.Choices)) taken = branch;
                else if (taken is null) left -= ReadingsOf(branch.Choices);
            }
            // One that has no more branches to show shows its first.
            if (taken is null && !(choice.IsOptional && left == 0)) (taken, left) = (choice.Branches[0], 0);
            foreach (var branch in choice.Branches)
                if (branch == taken) LeaveOut(branch.Choices, left, ranges);
                else ranges.Add((branch.Start, branch.End));
        }
    }

    private sealed class Choice
    {
        public List<Branch> Branches { get; } = [];

        /// <summary>None of its branches may be there.</summary>
        public bool IsOptional { get; set; }
    }

    private sealed class Branch(int start)
    {
        public List<Choice> Choices { get; } = [];

        public int Start { get; } = start;

        /// <summary>The end of a branch that nothing closes is its start.</summary>
        public int End { get; set; } = start;
    }
}
