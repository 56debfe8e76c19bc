package dev.breakwater.order.database;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.TransactionException;

/** Which exceptions are a database's answer about the statement, and not its failure. */
final class DatabaseAnswers {

    private DatabaseAnswers() {}

    static boolean sayNothingOfTheDatabase(Exception e) {
        return e instanceof DataIntegrityViolationException
                || e instanceof IncorrectResultSizeDataAccessException
                || e instanceof InvalidDataAccessApiUsageException
                || e instanceof InvalidDataAccessResourceUsageException
                || !(e instanceof DataAccessException || e instanceof TransactionException);
    }
}
