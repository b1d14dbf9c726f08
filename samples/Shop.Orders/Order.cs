namespace Shop;

/// <summary>An order on its way from the endpoint to the worker.</summary>
public sealed record Order(int Number, decimal Sum);
