package dev.breakwater.notification.ledger;

/** The way a message takes. */
public enum Route {
    SMS,
    MAIL
}
