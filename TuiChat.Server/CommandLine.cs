using System.CommandLine;
using TuiChat.Server.Access;
using TuiChat.Server.Configuration;
using TuiChat.Server.Operator;

namespace TuiChat.Server;

/// <summary>The flags of the program. What they say goes over what the configuration file says.</summary>
sealed class CommandLine
{
    readonly Option<string?> _name = new("--name") { Description = "The server's name for people.", HelpName = "NAME" };
    readonly Option<string?> _bind = new("--bind") { Description = "The address to listen on: an IP address, localhost or any.", HelpName = "ADDR" };
    readonly Option<int?> _port = new("--port") { Description = "The port to listen on; 0 takes a free one.", HelpName = "PORT" };
    readonly Option<string?> _data = new("--data") { Description = "The data folder, made if need be.", HelpName = "DIR" };
    readonly Option<string?> _passwordFile = new("--password-file") { Description = "A file whose first line is the password that people need; read once.", HelpName = "FILE" };
    readonly Option<bool> _noAnnounce = new("--no-announce") { Description = "Do not announce the server on the local network." };
    readonly Option<bool> _allowPlaintext = new("--allow-plaintext") { Description = "Accept plain text from other machines too." };
    readonly Option<string?> _config = new("--config") { Description = "The configuration file; read again on SIGHUP.", HelpName = "FILE" };

    readonly PasswordFile _password = new();

    /// <summary>The root command; its action is given by the program.</summary>
    public RootCommand Build(Func<CommandLine, ParseResult, CancellationToken, Task<int>> run)
    {
        var root = new RootCommand("A chat server for people on one network or across many.")
        {
            _name, _bind, _port, _data, _passwordFile, _noAnnounce, _allowPlaintext, _config,
        };
        var hashPassword = new System.CommandLine.Command("hash-password", "Reads a password from standard input and prints the line for passwordHash.");
        hashPassword.SetAction(_ => HashPassword(Console.In, Console.Out, Console.Error));
        root.Subcommands.Add(hashPassword);
        root.Subcommands.Add(Control());
        root.SetAction((result, stop) => run(this, result, stop));
        return root;
    }

    /// <summary>The settings of file and flags.</summary>
    /// <returns>All problems; empty when the settings are good.</returns>
    public IReadOnlyList<string> Read(ParseResult result, out ServerSettings settings)
    {
        settings = new ServerSettings();
        var problems = new List<string>();
        if (result.GetValue(_config) is { } config) problems.AddRange(SettingsFile.Read(config, out settings));
        if (result.GetValue(_passwordFile) is { } passwordFile)
            problems.AddRange(_password.Read(passwordFile));
        settings = settings with
        {
            Name = result.GetValue(_name) ?? settings.Name,
            Bind = result.GetValue(_bind) ?? settings.Bind,
            Port = result.GetValue(_port) ?? settings.Port,
            Data = result.GetValue(_data) ?? settings.Data,
            AllowPlaintext = result.GetValue(_allowPlaintext) || settings.AllowPlaintext,
            PasswordHash = _password.Hash ?? settings.PasswordHash,
            Announce = settings.Announce && !result.GetValue(_noAnnounce),
        };
        if (result.GetValue(_data) is "") problems.Add("--data: The name of a folder is needed. Leave the flag out for your own place for data.");
        if (settings.Port is < 0 or > 65_535) problems.Add("--port: A port is a number from 0 to 65535.");
        if (settings.Name.Length > 64 || settings.Name.Any(char.IsControl)) problems.Add("--name: A name has at most 64 characters in one line.");
        problems.AddRange(SettingRules.Problems(settings));
        return problems;
    }

    /// <summary>A command for a server that runs.</summary>
    System.CommandLine.Command Control()
    {
        var words = new Argument<string[]>("COMMAND") { Description = "What to type at the server's console, such as: ban bob 2h spam. A single - reads it from standard input.", Arity = ArgumentArity.OneOrMore };
        var control = new System.CommandLine.Command("ctl", "Says a command of the console to the server that runs on a data folder; 0 done, 1 refused, 2 not understood, 3 no server there.")
        {
            words, _data, _config,
        };
        control.SetAction(async (result, stop) =>
        {
            var settings = new ServerSettings();
            if (result.GetValue(_config) is { } config && SettingsFile.Read(config, out settings) is { Count: > 0 } problems)
            {
                foreach (var problem in problems) await Console.Error.WriteLineAsync($"tuichat-server: {problem}").ConfigureAwait(false);
                return ExitCodes.Usage;
            }
            var command = string.Join(' ', result.GetValue(words) ?? []);
            if (command == "-") command = await Console.In.ReadLineAsync(stop).ConfigureAwait(false) ?? "";
            var data = result.GetValue(_data) ?? settings.Data;
            var folder = Path.GetFullPath(data.Length > 0 ? data : DataFolder.Default);
            return await ControlClient.RunAsync(folder, command, Console.Out, Console.Error, stop).ConfigureAwait(false);
        });
        return control;
    }

    /// <summary>Reads one line and prints its hash.</summary>
    internal static int HashPassword(TextReader input, TextWriter output, TextWriter error)
    {
        var password = input.ReadLine() ?? "";
        if (PasswordFile.Problem(password) is { } problem)
        {
            error.WriteLine($"tuichat-server: {problem}");
            return ExitCodes.Usage;
        }
        output.WriteLine(PasswordHash.Make(password).Text);
        return ExitCodes.Ok;
    }
}
