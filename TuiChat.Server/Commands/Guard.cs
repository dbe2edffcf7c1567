using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>Asks before a handler runs whether this client may ask this; null lets it through.</summary>
delegate Refusal? Guard<in TRequest>(Session session, TRequest request);
