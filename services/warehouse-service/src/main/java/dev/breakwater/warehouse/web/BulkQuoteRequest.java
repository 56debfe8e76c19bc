package dev.breakwater.warehouse.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

record BulkQuoteRequest(@NotNull @Size(min = 1, max = 50) List<@NotNull @Valid QuoteRequest> quotes) {}
