/* One step of a recurrent layer, between its matrix products. */
