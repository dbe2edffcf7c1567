namespace TuiChat.Server.Storage;

/// <summary>The store cannot be opened. The message is a sentence for the operator.</summary>
sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
