package dev.breakwater.order.database;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;

/**
 * Which exceptions are a database's answer about the statement, and not its failure. The statements are all written down in the program,
 * so one that is said to make no sense is no answer: the database lacks a table or a right, and may have it back.
 */
final class DatabaseAnswers {

    private DatabaseAnswers() {}

    static boolean sayNothingOfTheDatabase(Exception e) {
        return e instanceof DataIntegrityViolationException
                || e instanceof IncorrectResultSizeDataAccessException
                || e instanceof InvalidDataAccessApiUsageException
                || (e instanceof InvalidDataAccessResourceUsageException && !(e instanceof BadSqlGrammarException))
                || !(e instanceof DataAccessException || e instanceof TransactionException);
    }
}
