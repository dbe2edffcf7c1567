using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>
/// Somebody who looks after a room deletes a line there: whether they may is asked by the store when it has found who said it, and what was done to
/// somebody else is noted. Used once.
/// </summary>
sealed class Oversight
{
    readonly ServerContext _server;
    readonly Actor _actor;
    readonly DeleteRequest _request;
    volatile string? _whom;

    Oversight(ServerContext server, Actor actor, DeleteRequest request)
    {
        _server = server;
        _actor = actor;
        _request = request;
    }

    /// <summary>Null for those who may delete their own lines only.</summary>
    public static Oversight? Of(ServerContext server, Session session, DeleteRequest request)
    {
        if (request.Room.IsDirect || session.Visitor is not { } visitor) return null;
        var actor = Actor.Of(visitor);
        return Rights.May(Act.DeleteLine, actor.In(request.Room, server.Moderation)) ? new Oversight(server, actor, request) : null;
    }

    /// <summary>Whether the line of somebody else may go. Called on the writer's thread.</summary>
    public bool May(StoredLine line)
    {
        var author = line.Author ?? Guid.Empty;
        var verdict = Rights.Judge(Act.DeleteLine, _actor.In(_request.Room, _server.Moderation), _server.Desks.LevelOf(author, _request.Room), isOneself: false);
        if (verdict != Verdict.Yes) return false;
        _whom = line.From.Value;
        return true;
    }

    /// <summary>It is done: notes it when the line was somebody else's. Never fails.</summary>
    public Task NoteAsync() => _whom is { } whom ? _server.Desks.NoteAsync(_actor, "delete", whom, _request.Room, $"line {_request.Target}") : Task.CompletedTask;
}
