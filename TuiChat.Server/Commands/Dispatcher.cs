using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Takes one line of a client through flood control, codec, table and guard to its handler. One per server.</summary>
sealed class Dispatcher(ServerContext server)
{
    /// <summary>2 KiB of line cost one request more, so that long lines come more slowly than short ones.</summary>
    const int BytesPerToken = 2 * 1024;

    /// <summary>64 empty lines cost a request: a client that sends one with each line does not feel it.</summary>
    const int EmptyLinesPerToken = 64;

    readonly CommandTable _table = new(server);

    /// <summary>Handles one line; answers are queued. Completes when the next line may be read. Never throws.</summary>
    public ValueTask HandleAsync(Session session, ReadOnlySpan<byte> line)
    {
        var (message, problem, id) = MessageCodec.Decode(line);
        if (IsFlooding(session, line.Length, id)) return default;
        if (message is null)
        {
            // A line without message has a problem, see DecodeResult.
            session.Reply(new Refused { Re = id, Code = problem!.Code, Text = problem.Text });
            return default;
        }
        return HandleAsync(session, message, id);
    }

    /// <summary>Handles a request that came inside another one as if it had come in a line of its own. Never throws.</summary>
    public ValueTask HandleBroughtAsync(Session session, Request request) => IsFlooding(session, 0, request.Id) ? default : HandleAsync(session, request, request.Id);

    /// <summary>An empty line says nothing, but a flood of them is a flood.</summary>
    public void HandleEmpty(Session session)
    {
        if (++session.EmptyLines % EmptyLinesPerToken == 0) IsFlooding(session, 0, null);
    }

    ValueTask HandleAsync(Session session, Message message, string? id)
    {
        var command = _table.Find(message);
        var problem = command is null ? message is Request ? Refusals.NotOffered(message.Type) : Refusals.NotForServers(message.Type) : command.Check(session, message);
        if (command is not null && problem is null) return RunAsync(session, command, message, id);
        if (problem is not null) session.Reply(new Refused { Re = id, Code = problem.Code, Text = problem.Text, Wait = problem.Wait });
        return default;
    }

    async ValueTask RunAsync(Session session, Command command, Message message, string? id)
    {
        try
        {
            await command.RunAsync(session, message).ConfigureAwait(false);
        }
        catch (StoreException e) // told in the log by the store
        {
            session.Reply(new Refused { Re = id, Code = RefusalCode.Busy, Text = e.Message });
        }
        catch (Exception e) // the outermost loop: this request fails, the connection goes on
        {
            server.Log.Failed(e, session.Id, message.Type);
            session.Reply(new Refused { Re = id, Code = Refusals.Internal.Code, Text = Refusals.Internal.Text });
        }
    }

    bool IsFlooding(Session session, int bytes, string? id)
    {
        var settings = server.Settings.Current;
        var wait = session.Requests.Take(1 + (bytes / BytesPerToken), settings.RequestsPerSecond, settings.RequestBurst);
        if (wait == TimeSpan.Zero) return false;
        if (session.Strikes.Take(1, 1, settings.FloodRefusals) > TimeSpan.Zero)
        {
            server.Log.Flooded(session.Id, session.Nick?.Value ?? "somebody");
            session.Outbox.Cut(new Bye { Code = RefusalCode.Flood, Text = "You went on sending too fast. Connect again and send more slowly." });
            return true;
        }
        var refused = new Refused { Re = id, Code = Refusals.Flood.Code, Text = Refusals.Flood.Text, Wait = (int)Math.Ceiling(wait.TotalMilliseconds) };
        session.Reply(refused);
        return true;
    }
}
