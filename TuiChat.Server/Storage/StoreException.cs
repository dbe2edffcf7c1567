namespace TuiChat.Server.Storage;

/// <summary>The store cannot be opened or used. The message is a sentence for a person.</summary>
sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
