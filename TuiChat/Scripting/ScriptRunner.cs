using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat.Scripting;

/// <summary>Does what a script says, a line at a time, on the calling thread.</summary>
sealed class ScriptRunner(Script script, ScriptOptions options, TextWriter output, TextWriter error)
{
    /// <summary>1 MiB: what is pasted from a file.</summary>
    const int MaxPasteBytes = 1 << 20;

    /// <summary>100 ms: so long must nothing happen before all is taken to be idle.</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    static readonly Key Enter = Key.Of(KeyCode.Enter);

    readonly Dictionary<string, string> _values = new(options.Variables, StringComparer.Ordinal);
    readonly ScriptSecrets _secrets = new();

    /// <summary>Runs it to its end. Returns the exit code; throws <see cref="OperationCanceledException"/> when it was stopped.</summary>
    /// <param name="folder">A temporary folder of its own, removed by the caller.</param>
    /// <param name="stop">Ends it at once.</param>
    public int Run(string folder, CancellationToken stop)
    {
        var clock = new ScriptClock(script.HasClock);
        _values[ScriptVariables.Folder] = folder;
        var cast = new Cast(options, folder, clock, script.HasClock, stop);
        try
        {
            foreach (var line in script.Lines)
            {
                try
                {
                    stop.ThrowIfCancellationRequested();
                    if (Do(Step(line), cast, clock) is { } code) return code;
                }
                catch (ScriptFailure failure)
                {
                    Report(line, failure, cast);
                    return failure.Code;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    Report(line, new ScriptFailure(e.Message) { ShowsScreen = false }, cast);
                    return ExitCodes.Failed;
                }
            }
            // What was typed last is still sent.
            cast.WaitUntil(() => cast.Running.All(client => client.IsAtRest), options.Within);
            return ExitCodes.Ok;
        }
        finally
        {
            cast.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    ScriptStep Step(ScriptLine line)
    {
        if (line.Step is { } known) return known;
        if (ScriptVariables.Of(line.Text).FirstOrDefault(name => !_values.ContainsKey(name)) is { } missing) throw ScriptFailure.Usage($"${missing} has no value.");
        var reading = StepTable.Read(ScriptVariables.Expand(line.Text, _values));
        return reading.Step ?? throw ScriptFailure.Usage(reading.Problem ?? "This means nothing.");
    }

    /// <summary>Does a step; an exit code when the script ends with it.</summary>
    int? Do(ScriptStep step, Cast cast, ScriptClock clock)
    {
        switch (step)
        {
            case ScriptStep.Typing typing:
                Type(Here(cast), typing);
                break;
            case ScriptStep.Pressing pressing:
                Press(Here(cast), pressing.Keys);
                break;
            case ScriptStep.Pasting pasting:
                Paste(Here(cast), pasting.File);
                break;
            case ScriptStep.Clicking clicking:
                if (!Here(cast).Click(clicking.Text)) throw new ScriptFailure($"“{clicking.Text}” is not on the screen of {Here(cast).Name}, so it cannot be clicked.");
                break;
            case ScriptStep.Resizing resizing:
                Here(cast).Resize(resizing.Size);
                break;
            case ScriptStep.Expecting expecting:
                Expect(expecting, cast);
                break;
            case ScriptStep.Picturing picturing:
                Draw(Here(cast), picturing.File);
                break;
            case ScriptStep.Pausing pausing:
                cast.WaitUntil(() => false, pausing.Time);
                break;
            case ScriptStep.Settling settling:
                Settle(cast, settling.Within ?? options.Within);
                break;
            case ScriptStep.Setting setting:
                _values[setting.Name] = setting.Value;
                break;
            case ScriptStep.Acting acting:
                cast.Act(acting.Name, acting.Words);
                break;
            case ScriptStep.Serving serving:
                Serve(serving, cast);
                break;
            case ScriptStep.Timing timing:
                Settle(cast, options.Within); // what was typed before belongs to the time before
                clock.Now = timing.At ?? clock.Now + (timing.By ?? TimeSpan.Zero);
                break;
            case ScriptStep.Exiting exiting:
                return exiting.Code;
            default:
                throw new InvalidOperationException($"{step.GetType().Name} is no step that is known here.");
        }
        return null;
    }

    /// <summary>Who acts, with all that has happened up to now on its screen.</summary>
    static ScriptClient Here(Cast cast)
    {
        cast.WaitUntil(() => true, Timeout.InfiniteTimeSpan);
        return cast.Somebody();
    }

    /// <summary>Types a text into whatever takes keys: the input, or the field of a question.</summary>
    void Type(ScriptClient client, ScriptStep.Typing typing)
    {
        client.Type(typing.Text);
        _secrets.Note(client);
        if (typing.Enters) client.Press(Enter);
    }

    void Press(ScriptClient client, IReadOnlyList<Key> keys)
    {
        foreach (var key in keys)
        {
            client.Press(key);
            _secrets.Note(client);
        }
    }

    void Paste(ScriptClient client, string file)
    {
        client.Paste(ReadFile(file));
        _secrets.Note(client);
    }

    void Expect(ScriptStep.Expecting expecting, Cast cast)
    {
        var client = Here(cast);
        var within = expecting.Within ?? options.Within;
        if (cast.WaitUntil(() => IsThere() != expecting.IsAbsent, within)) return;
        var place = expecting.Room is { } room ? $"in {room} for {client.Name}" : $"on the screen of {client.Name}";
        var hint = expecting.Room is { } named && !named.In(client.State).Any() ? $" {named.Absence(client.Name)}" : "";
        throw new ScriptFailure(expecting.IsAbsent
            ? $"{expecting.Text} was still {place} after {ScriptTime.Show(within)}.{hint}"
            : $"{expecting.Text} was not {place} within {ScriptTime.Show(within)}.{hint}");

        bool IsThere() => expecting.Room is { } where
            ? where.In(client.State).Any(conversation => TimelineText.Holds(conversation.Timeline, expecting.Text))
            : expecting.Text.IsIn(client.Screen);
    }

    /// <summary>
    /// Waits until every line is confirmed, every server has answered a question that was asked behind all others, all see the same of
    /// the rooms they share, and nothing has happened for a moment.
    /// </summary>
    static void Settle(Cast cast, TimeSpan within)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var asked = new List<(ScriptClient Client, Func<bool> IsAnswered)>();
            var isQuiet = cast.WaitUntil(() => cast.Running.All(client => client.IsAtRest) && SeeTheSame(cast), Left());
            if (isQuiet) asked.AddRange(cast.Running.Where(client => client.State.Connection is ConnectionState.Online).Select(client => (client, Ask(client))));
            isQuiet = isQuiet && cast.WaitUntil(() => asked.All(entry => entry.IsAnswered() || entry.Client.State.Connection is not ConnectionState.Online), Left());
            if (!isQuiet) throw new ScriptFailure($"All was not idle within {ScriptTime.Show(within)}.");
            var before = cast.Events;
            if (!cast.WaitUntil(() => cast.Events != before, Quiet) && cast.Running.All(client => client.IsAtRest) && SeeTheSame(cast)) return;
        }

        TimeSpan Left() => within - TimeProvider.System.GetElapsedTime(since) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    static Func<bool> Ask(ScriptClient client)
    {
        var isAnswered = false;
        var isAsked = client.Client.Ask(new PingRequest(), (_, _) => isAnswered = true);
        return () => isAnswered || !isAsked;
    }

    /// <summary>Those who are in the same room of the same server have seen its same last line.</summary>
    static bool SeeTheSame(Cast cast) => cast.Running
        .Where(client => client.State.Connection is ConnectionState.Online)
        .SelectMany(client => client.State.Conversations.Select(room => (client.State.Welcome?.Server, room.Room, Last: room.Last ?? 0)))
        .GroupBy(seen => (seen.Server, seen.Room))
        .All(room => room.Select(seen => seen.Last).Distinct().Count() == 1);

    void Serve(ScriptStep.Serving serving, Cast cast)
    {
        cast.Await(Task.Run(() => ServeAsync(serving, cast)));
        if (cast.Server.EndPoint is not { } place) return;
        _values[ScriptVariables.Port] = place.Port.ToString(CultureInfo.InvariantCulture);
        _values[ScriptVariables.Server] = new ServerAddress("127.0.0.1", place.Port).ToString();
        _values[ScriptVariables.Link] = cast.Link.ToString();
        _values[ScriptVariables.Key] = cast.Server.Key?.ToString() ?? "";
        _values[ScriptVariables.Claim] = cast.Server.ClaimCode;
        if (cast.Server.ClaimCode is { Length: > 0 } code) _secrets.Add(code);
    }

    async Task ServeAsync(ScriptStep.Serving serving, Cast cast)
    {
        using var deadline = new CancellationTokenSource(options.Within);
        if (serving.Action is ServerAction.Kill) await cast.Server.KillAsync().ConfigureAwait(false);
        if (serving.Action is ServerAction.Stop or ServerAction.Restart) await cast.Server.StopAsync().ConfigureAwait(false);
        if (serving.Action is ServerAction.Start or ServerAction.Restart) await cast.Server.StartAsync(serving.Words, deadline.Token).ConfigureAwait(false);
    }

    static string ReadFile(string path)
    {
        using var file = new StreamReader(path);
        if (file.BaseStream.Length > MaxPasteBytes) throw new ScriptFailure($"{path} is too long to be pasted; at most {MaxPasteBytes / 1024} KiB are.") { ShowsScreen = false };
        return file.ReadToEnd();
    }

    void Draw(ScriptClient client, string file)
    {
        if (file == "-")
        {
            output.Write(client.Screen.TrimEnd('\n') + "\n");
            return;
        }
        File.WriteAllText(file, Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".svg" => client.Picture(),
            ".ansi" => Terminal.AnsiPicture.Render(client.Terminal),
            _ => client.Screen.TrimEnd('\n') + "\n",
        });
    }

    void Report(ScriptLine line, ScriptFailure failure, Cast cast)
    {
        error.WriteLine($"{script.Name}:{line.Number}: {_secrets.Hide(failure.Message)}");
        // What was to be typed may have been meant for a field that hides it.
        if (line.Text.StartsWith('!') && line.Step is not ScriptStep.Typing) error.WriteLine($"  {_secrets.Hide(line.Text)}");
        if (!failure.ShowsScreen || cast.Acting is not { } client) return;
        ScriptReport.Write(error, client, _secrets);
    }
}
