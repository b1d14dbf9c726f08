using System.CommandLine;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint completion</c>: a script that teaches a shell to complete the command line. The tool itself tells what may follow, so that the script never grows old.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _obslint() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(obslint "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _obslint obslint
            """,
        ["zsh"] = """
            #compdef obslint
            _obslint() {
                local -a found
                found=("${(@f)$(obslint "[suggest:${#BUFFER}]" "${BUFFER}" 2> /dev/null)}")
                compadd -- $found
                _files
            }
            compdef _obslint obslint
            """,
        ["fish"] = """
            complete -c obslint -f -a '(obslint "[suggest:"(commandline -C)"]" (commandline -cp) 2> /dev/null)'
            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName obslint -ScriptBlock {
                param($word, $line, $position)
                obslint "[suggest:$position]" "$line" 2> $null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };

    public static Command Make()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or powershell." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print a script that completes the command line of obslint in a shell: eval \"$(obslint completion bash)\".") { shell };
        command.SetAction(parsed => Screen.Write(Scripts[parsed.GetValue(shell)!] + "\n"));
        return command;
    }
}
